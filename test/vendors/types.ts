import { createAnthropic as anthropic4 } from 'anthropic-4';
import { createAnthropic as anthropic5 } from 'anthropic-5';
import { createAnthropic as anthropic6 } from 'anthropic-6';
import { createAnthropic as anthropic7 } from 'anthropic-7';
import { createCerebras as cerebras4 } from 'cerebras-4';
import { createCerebras as cerebras5 } from 'cerebras-5';
import { createCerebras as cerebras6 } from 'cerebras-6';
import { createCerebras as cerebras7 } from 'cerebras-7';
import { createCohere as cohere4 } from 'cohere-4';
import { createCohere as cohere5 } from 'cohere-5';
import { createCohere as cohere6 } from 'cohere-6';
import { createCohere as cohere7 } from 'cohere-7';
import { createDeepSeek as deepseek4 } from 'deepseek-4';
import { createDeepSeek as deepseek5 } from 'deepseek-5';
import { createDeepSeek as deepseek6 } from 'deepseek-6';
import { createDeepSeek as deepseek7 } from 'deepseek-7';
import { createFireworks as fireworks4 } from 'fireworks-4';
import { createFireworks as fireworks5 } from 'fireworks-5';
import { createFireworks as fireworks6 } from 'fireworks-6';
import { createFireworks as fireworks7 } from 'fireworks-7';
import { createGoogleGenerativeAI as google4 } from 'google-4';
import { createGoogleGenerativeAI as google5 } from 'google-5';
import { createGoogleGenerativeAI as google6 } from 'google-6';
import { createGoogleGenerativeAI as google7 } from 'google-7';
import { createGroq as groq4 } from 'groq-4';
import { createGroq as groq5 } from 'groq-5';
import { createGroq as groq6 } from 'groq-6';
import { createGroq as groq7 } from 'groq-7';
import { createMistral as mistral4 } from 'mistral-4';
import { createMistral as mistral5 } from 'mistral-5';
import { createMistral as mistral6 } from 'mistral-6';
import { createMistral as mistral7 } from 'mistral-7';
import { createOpenAI as openai4 } from 'openai-4';
import { createOpenAI as openai5 } from 'openai-5';
import { createOpenAI as openai6 } from 'openai-6';
import { createOpenAI as openai7 } from 'openai-7';
import { createOpenRouter as openrouter4 } from 'openrouter-4';
import { createOpenRouter as openrouter5 } from 'openrouter-5';
import { createOpenRouter as openrouter6 } from 'openrouter-6';
import { createOpenRouter as openrouter7 } from 'openrouter-7';
import { createPerplexity as perplexity4 } from 'perplexity-4';
import { createPerplexity as perplexity5 } from 'perplexity-5';
import { createPerplexity as perplexity6 } from 'perplexity-6';
import { createPerplexity as perplexity7 } from 'perplexity-7';
import { workersai } from 'workers-ai-gateway';
import { createXai as xai4 } from 'xai-4';
import { createXai as xai5 } from 'xai-5';
import { createXai as xai6 } from 'xai-6';
import { createXai as xai7 } from 'xai-7';

const { connect } = workersai.gateway;

/** Compiled, not run: each package takes what `connect` returns. */
export const providers: readonly unknown[] = [
  anthropic4(connect('anthropic')),
  anthropic5(connect('anthropic')),
  anthropic6(connect('anthropic')),
  anthropic7(connect('anthropic')),
  cerebras4(connect('cerebras')),
  cerebras5(connect('cerebras')),
  cerebras6(connect('cerebras')),
  cerebras7(connect('cerebras')),
  cohere4(connect('cohere')),
  cohere5(connect('cohere')),
  cohere6(connect('cohere')),
  cohere7(connect('cohere')),
  deepseek4(connect('deepseek')),
  deepseek5(connect('deepseek')),
  deepseek6(connect('deepseek')),
  deepseek7(connect('deepseek')),
  fireworks4(connect('fireworks')),
  fireworks5(connect('fireworks')),
  fireworks6(connect('fireworks')),
  fireworks7(connect('fireworks')),
  google4(connect('google')),
  google5(connect('google')),
  google6(connect('google')),
  google7(connect('google')),
  groq4(connect('groq')),
  groq5(connect('groq')),
  groq6(connect('groq')),
  groq7(connect('groq')),
  mistral4(connect('mistral')),
  mistral5(connect('mistral')),
  mistral6(connect('mistral')),
  mistral7(connect('mistral')),
  openai4(connect('openai')),
  openai5(connect('openai')),
  openai6(connect('openai')),
  openai7(connect('openai')),
  openrouter4(connect('openrouter')),
  openrouter5(connect('openrouter')),
  openrouter6(connect('openrouter')),
  openrouter7(connect('openrouter')),
  perplexity4(connect('perplexity')),
  perplexity5(connect('perplexity')),
  perplexity6(connect('perplexity')),
  perplexity7(connect('perplexity')),
  xai4(connect('xai')),
  xai5(connect('xai')),
  xai6(connect('xai')),
  xai7(connect('xai')),
];
