export const event = (data: unknown): string => `data: ${JSON.stringify(data)}\n\n`;

export const done = 'data: [DONE]\n\n';
