import type { PageData } from '@loggia/protocol/console'
import { Icon, useText } from '@loggia/ui'
import type { IconName } from '@loggia/ui'
import { signInTexts } from './texts.ts'

/** The values of the sign-in form. */
export type Credentials = { readonly email: string; readonly password: string }
type Account = Extract<PageData, { route: 'sign-in' }>['demoAccounts'][number]
type Props = {
  readonly accounts: readonly Account[]
  readonly given: Credentials
  readonly onUse: (given: Credentials) => void
}

const icons: Record<Account['role'], IconName> = { buyer: 'cart', seller: 'store', operator: 'scale' }

/**
 * The accounts of the demo; each fills in the form. The passwords are shown, because without scripts they have to be
 * typed.
 */
export function DemoAccounts({ accounts, given, onUse }: Props) {
  const texts = signInTexts.use()
  const text = useText()
  const filled = accounts.find(({ email, password }) => email === given.email && password === given.password)
  return (
    <section className="door__demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{texts.demoTitle}</h2>
      <p className="dim t13">{texts.demoText}</p>
      <ul>
        {accounts.map((account) => (
          <li key={account.email}>
            <button
              type="button"
              aria-pressed={account === filled}
              onClick={() => onUse({ email: account.email, password: account.password })}
            >
              <Icon name={icons[account.role]} />
              <b>{text(account.of)}</b>
              <span className="tag">{texts.role[account.role]}</span>
              <span className="mono t12 faint">{account.email}</span>
              <span className="mono t12 faint">{account.password}</span>
            </button>
          </li>
        ))}
      </ul>
      <output className="sr">{filled && texts.filled(text(filled.of))}</output>
    </section>
  )
}
