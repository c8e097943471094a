import type { PageData, TextKind } from '@loggia/protocol/console'
import { agreementKinds, infoKinds } from '@loggia/protocol/console/agreements/kinds'
import { Time, formatCount, useText } from '@loggia/ui'
import { paths } from '../links.ts'
import { StaticMain } from '../static-main.tsx'
import { ContactDetails } from './contact-details.tsx'
import { agreementTexts } from './texts.ts'
import { WrittenText } from './written-text.tsx'

type Shown = Extract<PageData, { route: 'agreement' }>

const isInfo = (kind: TextKind): boolean => infoKinds.some((one) => one === kind)

/** The text in force of an agreement, with its version, or of a page that nobody has to agree to. */
export function AgreementPage({ page }: { readonly page: Shown }) {
  const texts = agreementTexts.use()
  const text = useText()
  const { kind, agreement } = page
  const others: readonly TextKind[] = isInfo(kind) ? infoKinds : agreementKinds
  return (
    <StaticMain>
      <main id="main" className="wrap agreement-page">
        <h1>{texts.names[kind]}</h1>
        {!isInfo(kind) && <Version of={agreement} />}
        {kind === 'contact' && <ContactDetails />}
        <WrittenText text={text(agreement.text)} />
        <nav aria-label={isInfo(kind) ? texts.otherPages : texts.others}>
          {others
            .filter((other) => other !== kind)
            .map((other) => (
              <a key={other} href={paths.agreements[other]}>
                {texts.names[other]}
              </a>
            ))}
        </nav>
      </main>
    </StaticMain>
  )
}

function Version({ of }: { readonly of: Shown['agreement'] }) {
  const texts = agreementTexts.use()
  return (
    <p className="t13 dim">
      {of.at === undefined ? (
        texts.builtIn
      ) : (
        <>
          {texts.version(formatCount(of.version))} · {texts.published} <Time at={of.at} />
        </>
      )}
    </p>
  )
}
