import { tell } from './matrix-suite.ts';
import { chapters } from './sdks/ai5/chapters.ts';

tell(chapters);
