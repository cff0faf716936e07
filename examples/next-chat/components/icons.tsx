const paths = {
  send: 'M12 19V5M6 11l6-6 6 6',
  stop: 'M7 7h10v10H7z',
  retry: 'M4 12a8 8 0 1 0 2.6-5.9L4 8.500M4 4v4.500h4.5',
  image: 'M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.500L20 17M15.5 9.500h.01',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  up: 'M7 11l4-7c1.5 0 2.5 1 2.2 2.600L12.700 10H18a2 2 0 0 1 2 2.400l-1.2 6A2 2 0 0 1 16.800 20H7zM7 11H4v9h3',
  down: 'M17 13l-4 7c-1.5 0-2.5-1-2.2-2.600l.5-3.400H6a2 2 0 0 1-2-2.400l1.2-6A2 2 0 0 1 7.2 4H17zM17 13h3V4h-3',
  microphone:
    'M12 4a2.500 2.500 0 0 0-2.500 2.500v5a2.500 2.500 0 0 0 5 0v-5A2.500 2.500 0 0 0 12 4zM6 11.500a6 6 0 0 0 12 0M12 17.500V21',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  download: 'M12 4v11M7 10.500l5 5 5-5M5 20h14',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  tool: 'M14.5 6.500a4 4 0 0 0-5.3 5L4 16.700 7.3 20l5.2-5.200a4 4 0 0 0 5-5.300L15 12l-3-3z',
} as const;

/** Decoration: the button or the text beside it says what it means. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
