export const maxSeconds = 120;

export interface Recording {
  /** What was recorded until `finish`, or until `maxSeconds` are over. */
  sound: Promise<Blob>;
  finish: () => void;
}

/** Chrome and Firefox record WebM, Safari records MP4. */
const mediaTypes = ['audio/webm;codecs=opus', 'audio/mp4'];

/** Opens the microphone and records, until the signal aborts at the latest. Throws what to tell the person. */
export async function startRecording(signal: AbortSignal): Promise<Recording> {
  const microphone = await openMicrophone();
  const release = (): void => {
    for (const track of microphone.getTracks()) track.stop();
  };
  if (signal.aborted) {
    release();
    throw signal.reason;
  }
  const recorder = new MediaRecorder(microphone, {
    mimeType: mediaTypes.find(type => MediaRecorder.isTypeSupported(type)) ?? '',
    // Enough for speech; browsers take four times as much, for music.
    audioBitsPerSecond: 32_000,
  });
  const finish = (): void => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  const limit = setTimeout(finish, maxSeconds * 1000);
  signal.addEventListener('abort', finish);
  const sound = soundOf(recorder, signal).finally(() => {
    clearTimeout(limit);
    release();
  });
  recorder.start();
  return { sound, finish };
}

function soundOf(recorder: MediaRecorder, signal: AbortSignal): Promise<Blob> {
  const chunks: Blob[] = [];
  return new Promise((resolve, reject) => {
    recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data));
    recorder.addEventListener('error', () => reject(new Error('The recording broke off. Try again.')));
    recorder.addEventListener('stop', () => {
      if (signal.aborted) reject(signal.reason);
      else resolve(new Blob(chunks, { type: recorder.mimeType }));
    });
  });
}

/** By the names of https://www.w3.org/TR/mediacapture-streams/#methods-5 */
const problems: Partial<Record<string, string>> = {
  NotAllowedError: 'The microphone is blocked. Allow it for this page in the browser’s settings.',
  NotFoundError: 'No microphone was found. Connect one, or type the question.',
  NotReadableError: 'Another program uses the microphone. Close it, and try again.',
};

async function openMicrophone(): Promise<MediaStream> {
  // Browsers have it on safe pages only.
  if (!navigator.mediaDevices) throw new Error('Recording needs a page on HTTPS or on localhost.');
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    throw new Error(problems[name] ?? 'The microphone cannot be used. Type the question.');
  }
}
