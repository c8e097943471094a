import { credentialMethods, loginKinds, oaepHashes, personalData } from '@loggia/protocol/console/apps/kinds'
import { CopyText } from '@loggia/ui'
import { useId } from 'react'
import type { ReactNode } from 'react'
import { connectedTexts } from '../../centre/apps/texts.ts'
import { FieldGroup, SelectField, TextArea, TextField, TickField } from '../../centre/parts/fields.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { credentialFormTexts } from './form-texts.ts'
import type { KeyFault } from './public-key.ts'
import type { Typed, Wrong } from './typed.ts'
import '../products/products.css'
import './apps.css'

type Props = {
  readonly typed: Typed
  readonly wrong: Wrong
  /** R268: it was on before. */
  readonly isSeveralFixed?: boolean
  /** The choice of the product, of a new credential. */
  readonly product?: ReactNode
  set(to: Partial<Typed>): void
}

/** What a seller writes of an app credential. */
export function CredentialFields(props: Props) {
  return (
    <>
      <AppFields {...props} />
      <LoginFields {...props} />
      <KeyFields {...props} />
      <PeopleFields {...props} />
    </>
  )
}

function AppFields({ typed, wrong, isSeveralFixed = false, product, set }: Props) {
  const texts = credentialFormTexts.use()
  return (
    <Card id={useId()} title={texts.app}>
      <div className="stack stack--wide">
        <div className="form2">
          {product}
          <TextField
            name="name"
            label={texts.name}
            hint={texts.nameHint}
            error={wrong.name && texts.nameWrong}
            maxLength={60}
            autoComplete="off"
            value={typed.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        </div>
        {isSeveralFixed ? (
          <p className="t13">
            {texts.several} <span className="faint">{texts.severalOn}</span>
          </p>
        ) : (
          <TickField
            name="severalInstances"
            label={
              <>
                {texts.several} <span className="faint">{texts.severalHint}</span>
              </>
            }
            checked={typed.severalInstances}
            onChange={(severalInstances) => set({ severalInstances })}
          />
        )}
      </div>
    </Card>
  )
}

function LoginFields({ typed, wrong, set }: Props) {
  const texts = credentialFormTexts.use()
  return (
    <Card id={useId()} title={texts.login}>
      <div className="form2">
        <SelectField
          name="method"
          label={texts.method}
          hint={texts.methodHints[typed.method]}
          value={typed.method}
          onChange={({ target }) =>
            set({ method: credentialMethods.find((method) => method === target.value) ?? typed.method })
          }
        >
          {credentialMethods.map((method) => (
            <option key={method} value={method}>
              {texts.methods[method]}
            </option>
          ))}
        </SelectField>
        {typed.method !== 'sdk' && (
          <TextField
            name="callbackUrl"
            type="url"
            inputMode="url"
            label={texts.callback}
            hint={texts.callbackHint}
            error={wrong.callbackUrl && texts.urlWrong}
            autoComplete="off"
            value={typed.callbackUrl}
            onChange={(event) => set({ callbackUrl: event.target.value })}
          />
        )}
        <SelectField
          name="loginKind"
          label={texts.loginKind}
          hint={texts.loginKindHints[typed.loginKind]}
          value={typed.loginKind}
          onChange={({ target }) => set({ loginKind: target.value === 'own' ? 'own' : 'shared' })}
        >
          {loginKinds.map((kind) => (
            <option key={kind} value={kind}>
              {texts.loginKinds[kind]}
            </option>
          ))}
        </SelectField>
        <TextField
          name="loginUrl"
          type="url"
          inputMode="url"
          label={texts.loginUrl}
          error={wrong.loginUrl && texts.urlWrong}
          autoComplete="off"
          value={typed.loginUrl}
          onChange={(event) => set({ loginUrl: event.target.value })}
        />
      </div>
    </Card>
  )
}

const command =
  'openssl genrsa -out app-private.pem 3072 && openssl rsa -in app-private.pem -pubout -out app-public.pem'

function KeyFields({ typed, wrong, set }: Props) {
  const texts = credentialFormTexts.use()
  return (
    <Card id={useId()} title={texts.key} beside={<span className="t13 faint">{texts.keyNote}</span>}>
      <div className="stack stack--wide">
        <div className="keygen">
          <p className="t13 dim">{texts.command}</p>
          <div className="keygen__command">
            <CopyText value={command} label={texts.command} />
          </div>
          <p className="t12 faint">{texts.commandNote}</p>
        </div>
        <div className="pem">
          <TextArea
            name="publicKey"
            label={texts.publicKey}
            hint={texts.publicKeyHint}
            error={wrong.publicKey && formatFault(texts, wrong.publicKey)}
            rows={8}
            maxLength={8000}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={typed.publicKey}
            onChange={(event) => set({ publicKey: event.target.value })}
          />
        </div>
        <SelectField
          name="oaep"
          label={texts.oaep}
          hint={texts.oaepHint}
          value={typed.oaep}
          onChange={({ target }) =>
            set({ oaep: oaepHashes.find((hashes) => hashes === target.value) ?? typed.oaep })
          }
        >
          {oaepHashes.map((hashes) => (
            <option key={hashes} value={hashes}>
              {texts.oaeps[hashes]}
            </option>
          ))}
        </SelectField>
      </div>
    </Card>
  )
}

const formatFault = (texts: ReturnType<typeof credentialFormTexts.use>, fault: KeyFault): string =>
  fault.kind === 'short' ? texts.keyShort(String(fault.bits)) : texts.keyFaults[fault.kind]

function PeopleFields({ typed, set }: Props) {
  const texts = credentialFormTexts.use()
  const { data } = connectedTexts.use()
  return (
    <Card id={useId()} title={texts.people}>
      <div className="stack">
        <p className="t13 dim">{texts.peopleNote}</p>
        <FieldGroup className="asked" name="askedData" label={texts.asked}>
          {personalData.map((name) => (
            <label key={name} className="check">
              <input
                type="checkbox"
                checked={typed.askedData.includes(name)}
                onChange={({ target }) => {
                  const others = typed.askedData.filter((one) => one !== name)
                  set({ askedData: target.checked ? [...others, name] : others })
                }}
              />
              <span>{data[name]}</span>
            </label>
          ))}
        </FieldGroup>
      </div>
    </Card>
  )
}
