import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import './styles/base.css';
import './styles/page.css';
import './styles/segments.css';
import './styles/messages.css';
import './styles/gateway.css';
import './styles/trouble.css';
import './styles/composer.css';

export const metadata: Metadata = {
  title: 'Chat · workers-ai-gateway',
  description: 'Workers AI through AI Gateway, with the AI SDK',
};

export const viewport: Viewport = { colorScheme: 'light dark' };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
