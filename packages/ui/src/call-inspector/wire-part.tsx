import { CopyText } from '../copy-text.tsx'
import { formatCount } from '../numbers.ts'
import { defineTexts } from '../texts.ts'

/**
 * The stored request or answer of an exchange. Secret members are masked in `body`; length and SHA-256 are those of the
 * original.
 */
export type WireBytes = {
  readonly line: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: string
  readonly bodyBytes: number
  readonly bodySha256: string
  readonly masked: readonly string[]
}

const countBytes = (bytes: string): string => `${bytes} ${bytes === '1' ? 'byte' : 'bytes'}`

const wireTexts = defineTexts(
  {
    line: { request: '请求行', answer: '状态行' },
    headers: '消息头',
    body: {
      request: (bytes: string) => `正文（已发送 ${bytes} 字节）`,
      answer: (bytes: string) => `正文（已接收 ${bytes} 字节）`,
    },
    noBody: { request: '请求无正文。', answer: '响应无正文。' },
    masked: (names: string) => `已脱敏：${names}。长度和 SHA-256 按原文计算。`,
    sha256: '原文 SHA-256',
  },
  {
    line: { request: 'Request line', answer: 'Status line' },
    headers: 'Headers',
    body: {
      request: (bytes) => `Body (${countBytes(bytes)} sent)`,
      answer: (bytes) => `Body (${countBytes(bytes)} received)`,
    },
    noBody: { request: 'The request has no body.', answer: 'The response has no body.' },
    masked: (names) => `Masked: ${names}. Length and SHA-256 are those of the original.`,
    sha256: 'SHA-256 of the original',
  },
)

/** The request or answer of one call: line, headers and body as they were on the wire, never reformatted. */
export function WirePart({ part, side }: { readonly part: WireBytes; readonly side: 'request' | 'answer' }) {
  const texts = wireTexts.use()
  return (
    <>
      <div>
        <h3>{texts.line[side]}</h3>
        <Wire text={part.line} label={texts.line[side]} />
      </div>
      {part.headers.length > 0 && (
        <div>
          <h3>{texts.headers}</h3>
          <Headers of={part.headers} label={texts.headers} />
        </div>
      )}
      <div>
        <h3>{texts.body[side](formatCount(part.bodyBytes))}</h3>
        {part.bodyBytes === 0 ? (
          <p className="t13 dim">{texts.noBody[side]}</p>
        ) : (
          <>
            <Wire text={part.body} label={texts.body[side](formatCount(part.bodyBytes))} />
            <Origin part={part} />
          </>
        )}
      </div>
    </>
  )
}

function Origin({ part }: { readonly part: WireBytes }) {
  const texts = wireTexts.use()
  return (
    <div className="wirenote">
      {part.masked.length > 0 && <p>{texts.masked(part.masked.join(', '))}</p>}
      <p>
        {texts.sha256} <CopyText value={part.bodySha256} label={texts.sha256} />
      </p>
    </div>
  )
}

const Wire = ({ text, label }: { readonly text: string; readonly label: string }) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
  <pre className="wire wire--wrap" tabIndex={0} role="region" aria-label={label}>
    {text}
  </pre>
)

function Headers({ of, label }: { readonly of: WireBytes['headers']; readonly label: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <pre className="wire wire--wrap" tabIndex={0} role="region" aria-label={label}>
      {of.map(([name, value], index) => (
        <span key={`${name}:${String(index)}`}>
          <span className="k">{name}</span>: {value}
          {'\n'}
        </span>
      ))}
    </pre>
  )
}
