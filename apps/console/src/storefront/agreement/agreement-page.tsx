import type { PageData } from '@loggia/protocol/console'
import { agreementKinds } from '@loggia/protocol/console/agreements/kinds'
import { Time, formatCount, useText } from '@loggia/ui'
import { paths } from '../links.ts'
import { agreementTexts } from './texts.ts'

/** The text in force of an agreement, with its version. */
export function AgreementPage({ page }: { readonly page: Extract<PageData, { route: 'agreement' }> }) {
  const texts = agreementTexts.use()
  const text = useText()
  const { kind, agreement } = page
  return (
    <main id="main" className="wrap agreement-page">
      <h1>{texts.names[kind]}</h1>
      <p className="t13 dim">
        {agreement.at === undefined ? (
          texts.builtIn
        ) : (
          <>
            {texts.version(formatCount(agreement.version))} · {texts.published} <Time at={agreement.at} />
          </>
        )}
      </p>
      <div className="agreement-page__text">{text(agreement.text)}</div>
      <nav aria-label={texts.others}>
        {agreementKinds
          .filter((other) => other !== kind)
          .map((other) => (
            <a key={other} href={paths.agreements[other]}>
              {texts.names[other]}
            </a>
          ))}
      </nav>
    </main>
  )
}
