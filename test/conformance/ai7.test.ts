import { tell } from './matrix-suite.ts';
import { chapters } from './sdks/ai7/chapters.ts';

tell(chapters);
