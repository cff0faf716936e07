'use client';

export type Mode = 'streamed' | 'whole';

const modes: { mode: Mode; label: string; hint: string }[] = [
  {
    mode: 'streamed',
    label: 'Streamed',
    hint: 'Words appear as they are written. The gateway caches no streams.',
  },
  {
    mode: 'whole',
    label: 'Whole',
    hint: 'The answer appears at once, and the gateway caches it for the same question.',
  },
];

export function ModeSwitch({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  return (
    <fieldset className="segments">
      <legend className="hidden">How answers arrive</legend>
      {modes.map(each => (
        <label key={each.mode} title={each.hint}>
          <input type="radio" name="mode" checked={mode === each.mode} onChange={() => onChange(each.mode)} />
          <span>{each.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
