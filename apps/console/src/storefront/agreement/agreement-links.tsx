import type { AgreementKind } from '@loggia/protocol/console'
import { paths } from '../links.ts'
import { agreementTexts } from './texts.ts'

/** Links to the texts that a form asks to agree to; they open beside it, so that nothing typed is lost. */
export function AgreementLinks({ of }: { readonly of: readonly AgreementKind[] }) {
  const texts = agreementTexts.use()
  return (
    <p className="hint row row--wrap">
      <span>{texts.read}</span>
      {of.map((kind) => (
        <a key={kind} href={paths.agreements[kind]} target="_blank" rel="noopener">
          {texts.names[kind]}
        </a>
      ))}
    </p>
  )
}
