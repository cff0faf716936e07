export * from 'workers-ai-provider';
