import { connection } from 'next/server';
import { placeOfAnswers } from '@/lib/workersai';
import { ChatV4 } from './chat';

export default async function Page() {
  await connection();
  return <ChatV4 place={placeOfAnswers()} />;
}
