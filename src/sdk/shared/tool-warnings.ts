/** Why a tool that its provider would run gets a warning. */
export const noProviderTools = 'Workers AI does not run provider-defined tools.';
