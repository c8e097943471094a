import { useText } from '@loggia/ui'
import { useFrame } from '../frame.tsx'
import { paths } from '../links.ts'
import { agreementTexts } from './texts.ts'

/** How to reach the marketplace; operators are told if nothing is set. */
export function ContactDetails() {
  const texts = agreementTexts.use().contact
  const text = useText()
  const { session, site } = useFrame()
  const { email, phone, hours } = site?.contact ?? {}
  if (email === undefined && phone === undefined)
    return session?.operator ? (
      <p className="note">
        {texts.missing} <a href={paths.settings}>{texts.set}</a>
      </p>
    ) : null
  return (
    <dl className="agreement-page__contact">
      {email !== undefined && (
        <div>
          <dt>{texts.email}</dt>
          <dd>
            <a href={`mailto:${email}`}>{email}</a>
          </dd>
        </div>
      )}
      {phone !== undefined && (
        <div>
          <dt>{texts.phone}</dt>
          <dd>
            <a className="num" href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
              {phone}
            </a>
          </dd>
        </div>
      )}
      {hours && (
        <div>
          <dt>{texts.hours}</dt>
          <dd>{text(hours)}</dd>
        </div>
      )}
    </dl>
  )
}
