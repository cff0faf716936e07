// Writes the JSON schemas of what Cloudflare's types say that models take: npm run schemas
import { writeFileSync } from 'node:fs';
import { createGenerator } from 'ts-json-schema-generator';

const type = 'ModelInputs';
const generator = createGenerator({
  path: 'test/schemas/inputs.ts',
  tsconfig: 'tsconfig.json',
  type,
  // Each schema stands alone.
  expose: 'none',
  topRef: false,
  jsDoc: 'none',
  additionalProperties: false,
  // Of the types of Workers, those of a DOM are others.
  skipTypeCheck: true,
});
const { properties } = generator.createSchema(type);
writeFileSync('test/schemas/inputs.generated.json', `${JSON.stringify(properties)}\n`);
