import { generateImage, tool } from 'ai';
import { z } from 'zod';
import { describeFailure } from './failure';
import { models, workersai } from './workersai';

export interface Drawing {
  model: string;
  /** A data URL, which the page shows and downloads. */
  url: string;
}

/** The tool by which a model that only writes can draw. */
export const draw = tool({
  description: 'Draws a picture and shows it to the user. Use it when the user asks for one.',
  inputSchema: z.object({
    prompt: z.string().min(1).max(2048).describe('What the picture shows, in English and in detail'),
  }),
  execute: async ({ prompt }, { abortSignal }): Promise<Drawing> => {
    try {
      const abort = abortSignal && { abortSignal };
      const { image } = await generateImage({ model: imageModel(), prompt, maxRetries: 0, ...abort });
      return { model: models.image, url: `data:${image.mediaType};base64,${image.base64}` };
    } catch (error) {
      const { title, text, detail } = describeFailure(error);
      if (!abortSignal?.aborted) console.error(detail);
      // The page shows this, and the model reads it.
      throw new Error(`${title}. ${text}`);
    }
  },
  // Its bytes would fill the model's context.
  toModelOutput: ({ input }) => ({
    type: 'text',
    value: `The picture is drawn, and the user sees it: ${input.prompt}`,
  }),
});

/** Whoever asks for the same picture again wants another one, so none comes from the gateway's cache. */
const imageModel = () => workersai.image(models.image, { gateway: { skipCache: true } });
