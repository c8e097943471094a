import { omitUndefined } from '@loggia/kernel'
import type { IdentityProvider, ProviderForm } from '@loggia/protocol/console'
import { foundBy, presetScopes } from '@loggia/protocol/console/identity/kinds'
import { useToast } from '@loggia/ui'
import { useState } from 'react'
import { DecisionDialog } from '../parts/dialog.tsx'
import { SelectField, TextField, TickField } from '../parts/fields.tsx'
import type { ProviderActs, ProviderOwner } from './acts.ts'
import { providerTexts } from './texts.ts'

type Given = Omit<ProviderForm, 'scopes' | 'clientSecret'> & {
  readonly scopes: string
  readonly clientSecret: string
}

const begin = (owner: ProviderOwner, of: IdentityProvider | undefined): Given => ({
  issuer: of?.issuer ?? '',
  clientId: of?.clientId ?? '',
  clientSecret: '',
  scopes: (of?.scopes ?? presetScopes).join(' '),
  foundBy: of?.foundBy ?? 'email',
  addsPeople: of?.addsPeople ?? false,
  enforced: of?.enforced ?? false,
  enabled: of?.enabled ?? owner === 'operators',
})

const toForm = ({ scopes, clientSecret, ...given }: Given): ProviderForm => ({
  ...omitUndefined({ ...given, clientSecret: clientSecret === '' ? undefined : clientSecret }),
  issuer: given.issuer.trim(),
  clientId: given.clientId.trim(),
  scopes: splitScopes(scopes),
})
const splitScopes = (text: string): string[] => text.split(/\s+/).filter((scope) => scope !== '')

/** Sets a provider up, or changes it. */
export function ProviderDialog(props: {
  readonly owner: ProviderOwner
  readonly of: IdentityProvider | undefined
  /** How many accounts are connected. */
  readonly people: number
  /** How many of them have no other way in. */
  readonly onlyWay: number
  readonly save: ProviderActs['save']
  onClose(): void
}) {
  const { owner, of, people, onlyWay, save, onClose } = props
  const texts = providerTexts.use()
  const toast = useToast()
  const [given, setGiven] = useState(() => begin(owner, of))
  const [isChecked, setChecked] = useState(false)
  const faults = findFaults(given, of, texts)
  const onAct = () => {
    setChecked(true)
    if (Object.values(faults).some((fault) => fault !== undefined)) return
    save.send(toForm(given), {
      onSuccess: () => {
        toast.success(texts.saved)
        onClose()
      },
    })
  }
  const change = (part: Partial<Given>) => setGiven({ ...given, ...part })
  return (
    <DecisionDialog texts={texts.dialog} act={texts.dialog.act} change={save} onClose={onClose} onAct={onAct}>
      <TextFields given={given} faults={isChecked ? faults : {}} isNew={!of} onChange={change} />
      {of && people > 0 && given.issuer.trim() !== of.issuer && (
        <p className="note note--warn">{texts.otherIssuer(people, onlyWay)}</p>
      )}
      {owner === 'company' && <CompanyFields given={given} onChange={change} />}
      <TickField
        name="enabled"
        label={texts.enabledLabel}
        checked={given.enabled}
        onChange={(enabled) => change({ enabled, enforced: enabled && given.enforced })}
      />
      <TickField
        name="enforced"
        label={texts.enforcedLabel[owner]}
        checked={given.enforced}
        onChange={(enforced) => change({ enforced })}
      />
      <p className="note">{texts.enforcedNote[owner]}</p>
    </DecisionDialog>
  )
}

type Texts = ReturnType<typeof providerTexts.use>
type Faults = Partial<Readonly<Record<'issuer' | 'clientId' | 'clientSecret' | 'scopes', string | undefined>>>

function findFaults(given: Given, of: IdentityProvider | undefined, texts: Texts): Faults {
  const isOther = of?.issuer !== given.issuer.trim() || of.clientId !== given.clientId.trim()
  return {
    issuer: /^https?:\/\/[^/\s]/.test(given.issuer.trim()) ? undefined : texts.issuerWrong,
    clientId: given.clientId.trim() === '' ? texts.clientIdWrong : undefined,
    clientSecret: isOther && given.clientSecret === '' ? texts.clientSecretWrong : undefined,
    scopes: splitScopes(given.scopes).includes('openid') ? undefined : texts.scopesWrong,
  }
}

type FieldProps = { readonly given: Given; onChange(part: Partial<Given>): void }

function TextFields({
  given,
  faults,
  isNew,
  onChange,
}: FieldProps & { readonly faults: Faults; readonly isNew: boolean }) {
  const texts = providerTexts.use()
  return (
    <>
      <TextField
        name="issuer"
        type="url"
        label={texts.issuer}
        hint={texts.issuerHint}
        error={faults.issuer}
        autoComplete="off"
        value={given.issuer}
        onChange={(event) => onChange({ issuer: event.target.value })}
      />
      <TextField
        name="clientId"
        label={texts.clientId}
        error={faults.clientId}
        autoComplete="off"
        value={given.clientId}
        onChange={(event) => onChange({ clientId: event.target.value })}
      />
      <TextField
        name="clientSecret"
        type="password"
        label={texts.clientSecret}
        hint={isNew ? undefined : texts.clientSecretHint}
        error={faults.clientSecret}
        autoComplete="new-password"
        value={given.clientSecret}
        onChange={(event) => onChange({ clientSecret: event.target.value })}
      />
      <TextField
        name="scopes"
        label={texts.scopes}
        hint={texts.scopesHint}
        error={faults.scopes}
        autoComplete="off"
        value={given.scopes}
        onChange={(event) => onChange({ scopes: event.target.value })}
      />
    </>
  )
}

function CompanyFields({ given, onChange }: FieldProps) {
  const texts = providerTexts.use()
  return (
    <>
      <SelectField
        name="foundBy"
        label={texts.foundBy}
        hint={texts.foundByHintOf[given.foundBy]}
        value={given.foundBy}
        onChange={(event) => {
          const way = event.target.value as Given['foundBy']
          onChange({ foundBy: way, addsPeople: way === 'email' && given.addsPeople })
        }}
      >
        {foundBy.map((way) => (
          <option key={way} value={way}>
            {texts.foundByOf[way]}
          </option>
        ))}
      </SelectField>
      {given.foundBy === 'email' && (
        <TickField
          name="addsPeople"
          label={texts.addsPeopleLabel}
          checked={given.addsPeople}
          onChange={(addsPeople) => onChange({ addsPeople })}
        />
      )}
    </>
  )
}
