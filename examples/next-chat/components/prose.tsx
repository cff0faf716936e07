'use client';

import { type ReactNode, useRef, useState } from 'react';
import Markdown, { type ExtraProps } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { Icon } from './icons';

/** No images: what a model writes must not make the page fetch from anywhere. */
export function Prose({ text }: { text: string }) {
  return (
    <div className="prose">
      <Markdown remarkPlugins={[remarkGfm]} disallowedElements={['img']} components={{ pre: CodeBlock }}>
        {text}
      </Markdown>
    </div>
  );
}

function CodeBlock({ node, children }: ExtraProps & { children?: ReactNode }) {
  const code = useRef<HTMLPreElement>(null);
  return (
    <figure className="code">
      <figcaption>
        <span>{languageOf(node)}</span>
        <CopyButton read={() => code.current?.textContent ?? ''} />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <pre ref={code} tabIndex={0}>
        {children}
      </pre>
    </figure>
  );
}

/** react-markdown keeps it as a class of the element inside. */
function languageOf(node: ExtraProps['node']): string {
  const [code] = node?.children ?? [];
  const classes = code?.type === 'element' ? [code.properties.className].flat().map(String) : [];
  return classes.find(name => name.startsWith('language-'))?.slice('language-'.length) ?? 'code';
}

function CopyButton({ read }: { read: () => string }) {
  const [isCopied, setIsCopied] = useState(false);

  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(read());
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), 2000);
  }

  return (
    <button type="button" className="quiet" onClick={copy}>
      <Icon name={isCopied ? 'check' : 'copy'} /> {isCopied ? 'Copied' : 'Copy'}
    </button>
  );
}
