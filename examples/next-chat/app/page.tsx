import { connection } from 'next/server';
import { placeOfAnswers } from '@/lib/workersai';
import { Chat } from './chat';

export default async function Page() {
  // The environment is that of the running server, not of the build.
  await connection();
  return <Chat place={placeOfAnswers()} />;
}
