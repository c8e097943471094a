import type { RouteReply } from '@loggia/protocol/console'
import { CopyText, WirePart } from '@loggia/ui'
import { testCallTexts } from './texts.ts'

/** The request before it is sent: its address, its bytes, and as a command. */
export function PreviewPart({
  of,
}: {
  readonly of: RouteReply<'POST /api/seller/test-calls/:target/request'>
}) {
  const texts = testCallTexts.use().preview
  return (
    <>
      <div>
        <h3>{texts.title}</h3>
        <p className="t13 dim">{texts.note}</p>
      </div>
      <div>
        <h3>{texts.url}</h3>
        <CopyText value={of.url} label={texts.url} />
      </div>
      <WirePart part={of.request} side="request" />
      <div>
        <h3>{texts.curl}</h3>
        <div className="wire wire--wrap">
          <CopyText value={of.curl} label={texts.curl} />
        </div>
      </div>
    </>
  )
}
