// For AI SDK 7. In your project, import from 'ai'. Decisions need 7.0.128.
import { experimental_decide as decide } from 'ai-7';
import { readMetadata } from 'workers-ai-gateway/ai7';
import { workersai } from './provider.ts';

const result = await decide({
  model: workersai.decision('@cf/cloudflare/clef-flash'),
  state: 'I was charged twice for one invoice, and it is urgent: my card is blocked. I am furious.',
  questions: {
    isUrgent: { type: 'boolean', instructions: 'Is the message urgent?' },
    team: {
      type: 'choice',
      instructions: 'Which team answers it?',
      criteria: { billing: 'an invoice, a card, a charge', support: 'how the product works', legal: null },
    },
    anger: {
      type: 'score',
      instructions: 'How angry is the customer?',
      criteria: ['calm', 'annoyed', 'furious'],
    },
  },
});

const { isUrgent, team, anger } = result.answers;
console.log(`urgent: ${(isUrgent.probability * 100).toFixed(0)} %`);
console.log(`team: ${team.choice} (${((team.probabilities?.[team.choice] ?? 0) * 100).toFixed(0)} %)`);
console.log(`anger: ${anger.score.toFixed(1)} of 2`);

const { cacheStatus, logId } = readMetadata(result);
console.log(`cache ${cacheStatus}, log ${logId}`);
