import ts from 'typescript';

/** The property names that tell one task from another; `bytes` and `string` stand for answers without properties. */
interface ModelShape {
  declaration: string;
  inputs: ReadonlySet<string>;
  output: ReadonlySet<string>;
}

interface TaskRule {
  task: string;
  inputs: readonly string[];
  output: readonly string[];
  /** Names that neither side may have, nor the class. */
  absent?: readonly string[];
  /** The class, where properties cannot tell. */
  declaration?: string;
}

/** Every model must fit exactly one task. What follows the slash tells shapes of one task apart. */
const rules: readonly TaskRule[] = [
  { task: 'text-generation', inputs: ['messages'], output: ['response'] },
  { task: 'text-generation/chat', inputs: ['messages'], output: ['choices'], absent: ['prompt', 'input'] },
  { task: 'text-generation/completion', inputs: ['messages', 'prompt'], output: ['choices'] },
  { task: 'text-generation/responses', inputs: ['messages', 'input'], output: ['choices', 'output'] },
  { task: 'text-embeddings', inputs: ['text'], output: ['data', 'shape'], absent: ['contexts', 'queries'] },
  { task: 'text-embeddings/contexts', inputs: ['text', 'contexts'], output: ['data', 'response'] },
  { task: 'text-embeddings/queries', inputs: ['queries', 'documents'], output: ['data', 'shape'] },
  { task: 'text-classification', inputs: ['text'], output: ['[].label', '[].score'] },
  { task: 'reranking', inputs: ['contexts'], output: ['response'], absent: ['text', 'data'] },
  { task: 'translation', inputs: ['text', 'target_lang'], output: ['translated_text'] },
  { task: 'translation/list', inputs: ['text', 'target_language'], output: ['translations'] },
  { task: 'summarization', inputs: ['input_text'], output: ['summary'] },
  { task: 'text-to-image', inputs: ['prompt', 'width'], output: ['image'] },
  { task: 'text-to-image/steps', inputs: ['prompt', 'steps'], output: ['image'], absent: ['width'] },
  { task: 'text-to-image/multipart', inputs: ['multipart'], output: ['image'] },
  { task: 'text-to-image/bytes', inputs: ['prompt', 'width'], output: ['bytes'] },
  // A binary answer stands in the types as a string.
  { task: 'text-to-image/bytes', inputs: ['prompt', 'width'], output: ['string'] },
  { task: 'text-to-speech', inputs: ['prompt', 'lang'], output: ['audio'] },
  { task: 'text-to-speech/bytes', inputs: ['text', 'speaker'], output: ['string'] },
  { task: 'automatic-speech-recognition', inputs: ['audio'], output: ['text', 'words'] },
  { task: 'automatic-speech-recognition/base64', inputs: ['audio'], output: ['text', 'segments'] },
  { task: 'automatic-speech-recognition/base64', inputs: ['audio'], output: ['text', 'duration'] },
  { task: 'automatic-speech-recognition/channels', inputs: ['audio'], output: ['results'] },
  {
    task: 'automatic-speech-recognition/websocket',
    inputs: ['sample_rate'],
    output: ['transcript', 'event'],
  },
  { task: 'voice-activity-detection', inputs: ['audio'], output: ['is_complete', 'probability'] },
  { task: 'image-to-text', inputs: ['image'], output: ['description'] },
  { task: 'image-to-text/skills', inputs: ['image', 'question'], output: ['answer', 'caption'] },
  {
    task: 'image-classification',
    inputs: ['image'],
    output: ['[].label', '[].score'],
    absent: ['[].box', 'BaseAiObjectDetection'],
  },
  {
    task: 'object-detection',
    inputs: ['image'],
    output: ['[].label', '[].score'],
    declaration: 'BaseAiObjectDetection',
  },
];

/** Reads the interface `AiModels` in a declaration file: model id to task, sorted by id. */
export function readModelTasks(declarationFile: string): ReadonlyMap<string, string> {
  const program = ts.createProgram([declarationFile], {
    lib: ['lib.es2022.d.ts'],
    types: [],
    strict: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(declarationFile);
  if (source === undefined) throw new Error(`Cannot read ${declarationFile}. Run npm install.`);
  const models = checker
    .getSymbolsInScope(source, ts.SymbolFlags.Interface)
    .find(symbol => symbol.name === 'AiModels');
  if (models === undefined) throw new Error(`Cannot find the interface AiModels in ${declarationFile}.`);
  const tasks = checker
    .getDeclaredTypeOfSymbol(models)
    .getProperties()
    .map(model => [model.name, findTask(model.name, readShape(model, checker))] as const);
  return new Map(tasks.sort(([one], [other]) => (one < other ? -1 : 1)));
}

function findTask(model: string, shape: ModelShape): string {
  const found = new Set(rules.filter(rule => fits(rule, shape)).map(rule => rule.task));
  const [task] = found;
  if (task !== undefined && found.size === 1) return task;
  const matches = task === undefined ? 'no rule fits' : `${[...found].join(' and ')} fit`;
  throw new Error(
    `Cannot tell the task of ${model} (${shape.declaration}): ${matches}. ` +
      `Its inputs have [${[...shape.inputs].join(', ')}], its output has [${[...shape.output].join(', ')}]. ` +
      `Change the rules in scripts/model-tasks.ts, and Tasks in src/run/tasks.ts for a new task.`,
  );
}

function fits(rule: TaskRule, { declaration, inputs, output }: ModelShape): boolean {
  return (
    rule.inputs.every(name => inputs.has(name)) &&
    rule.output.every(name => output.has(name)) &&
    (rule.absent ?? []).every(name => !inputs.has(name) && !output.has(name) && name !== declaration) &&
    (rule.declaration ?? declaration) === declaration
  );
}

function readShape(model: ts.Symbol, checker: ts.TypeChecker): ModelShape {
  const type = checker.getTypeOfSymbol(model);
  const namesOf = (property: string): ReadonlySet<string> => {
    const symbol = type.getProperty(property);
    return new Set(symbol === undefined ? [] : readNames(checker.getTypeOfSymbol(symbol), checker));
  };
  return {
    declaration: checker.typeToString(type),
    inputs: namesOf('inputs'),
    output: namesOf('postProcessedOutputs'),
  };
}

function readNames(type: ts.Type, checker: ts.TypeChecker): string[] {
  if (type.isUnion()) return type.types.flatMap(member => readNames(member, checker));
  if (type.flags & ts.TypeFlags.String) return ['string'];
  if (type.flags & ts.TypeFlags.Any) return [];
  const element = checker.isArrayType(type)
    ? checker.getIndexTypeOfType(type, ts.IndexKind.Number)
    : undefined;
  if (element !== undefined) return readNames(element, checker).map(name => `[].${name}`);
  const name = type.getSymbol()?.name;
  if (name === 'ReadableStream' || name === 'Uint8Array') return ['bytes'];
  return checker.getPropertiesOfType(type).map(property => property.name);
}
