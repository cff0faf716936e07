/** Values in one request at most: the schema's `maxItems`. The 3000 of other clients is a limit of requests a minute. */
export const largestBatch = 100;
