import { tell } from './matrix-suite.ts';
import { chapters } from './sdks/ai6/chapters.ts';

tell(chapters);
