import * as ai4 from 'ai';
import type { Sdk } from '../conformance/sdk.ts';
import { createSdk } from '../conformance/sdks/ai4/sdk.ts';
import { latest5 } from '../conformance/sdks/ai5/sdk.ts';
import { latest6 } from '../conformance/sdks/ai6/sdk.ts';
import { latest7 } from '../conformance/sdks/ai7/sdk.ts';
import type { Model } from './models.ts';

export type Major = 4 | 5 | 6 | 7;

/** The latest release of each major of the AI SDK. */
export const majors: readonly (readonly [Major, Sdk<Model, unknown>])[] = [
  [4, createSdk('ai 4', ai4) as unknown as Sdk<Model, unknown>],
  [5, latest5<Model, unknown>()],
  [6, latest6<Model, unknown>()],
  [7, latest7<Model, unknown>()],
];
