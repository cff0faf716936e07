import type { ShapeContext } from '../wire/answer-shape.ts';
import type { Run } from './run-model.ts';

export const taskContext = ({ call, state, facts }: Run): ShapeContext => ({
  shape: 'task',
  model: call.model,
  runPath: call.format === 'native',
  reasoning: facts.reasoning,
  promptTokens: 0,
  created: Math.floor(state.options.now() / 1000),
  padding: state.options.padding,
  includeUsage: false,
  random: state.random,
});
