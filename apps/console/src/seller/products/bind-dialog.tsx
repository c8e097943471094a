import { omitUndefined } from '@loggia/kernel'
import { listJointProtocolsFor, listProtocolsFor } from '@loggia/protocol/console/catalog/draft/protocols'
import { defaultProtocol, isSealingProtocol, protocolTraits } from '@loggia/protocol/protocols'
import { Link } from '@tanstack/react-router'
import type {
  Address,
  CancellationOrder,
  ConnectionKind,
  ExpireDigits,
  KeyBits,
  ProductProtocol,
  RouteInput,
  SellerProduct,
} from '@loggia/protocol/console'
import { Button, Icon, formatCount, useText, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useRead } from '../../centre/api.ts'
import { useForm } from '../../centre/forms/form-state.ts'
import { Decision, Dialog, Refusal } from '../../centre/parts/dialog.tsx'
import { SelectField, TickField } from '../../centre/parts/fields.tsx'
import { useChoiceName } from '../../centre/parts/protocol-names.ts'
import { productTexts } from '../../centre/products/texts.ts'
import { stateTexts } from '../../centre/parts/state-texts.ts'
import { touchedByLinking } from './detail/touched.ts'

type Props = { readonly product: SellerProduct; readonly of?: ConnectionKind; onClose(): void }

/**
 * The protocol, the address and the signing key of a product's calls, or of those of the joint kit beside them; a change
 * must be confirmed (R256).
 */
export function BindDialog({ product, of = 'delivery', onClose }: Props) {
  const texts = productTexts.use().binding
  const text = useText()
  const binding = useBinding({ product, of, onClose })
  const { isChange } = binding
  const titles = of === 'joint' ? texts.joint : texts
  return (
    <Dialog
      title={isChange ? titles.changeTitle : titles.title}
      onClose={binding.save.isPending ? undefined : onClose}
      foot={
        <Decision
          danger={isChange}
          keep={texts.keep}
          act={isChange ? texts.change : texts.save}
          busy={texts.busy}
          isBusy={binding.save.isPending}
          onKeep={onClose}
          onAct={binding.onSave}
        />
      }
    >
      <p className="strong">{text(product.name)}</p>
      <Speech binding={binding} />
      <Choices binding={binding} />
      <Trial binding={binding} />
      {isChange && <Confirmation binding={binding} />}
      <Refusal error={binding.save.error} />
    </Dialog>
  )
}

type Binding = ReturnType<typeof useBinding>

function useBinding({ product, of, onClose }: Required<Props>) {
  const texts = productTexts.use().binding
  const toast = useToast()
  const isJoint = of === 'joint'
  const protocols: readonly ProductProtocol[] = (isJoint ? listJointProtocolsFor : listProtocolsFor)(product)
  const bound = isJoint ? product.joint : product.access
  const [protocol, setProtocol] = useState<ProductProtocol>(
    bound?.protocol ?? protocols[0] ?? defaultProtocol,
  )
  const [chosenBits, setBits] = useState<KeyBits | undefined>(bound?.keyBits)
  const keyBits = isSealingProtocol(protocol) ? (chosenBits ?? 256) : undefined
  const wording = useWording(product)
  const { addresses, keys } = useUsable(protocol)
  const [chosenAddress, setAddress] = useState<string | undefined>(bound?.addressId)
  const [chosenKey, setKey] = useState<string | undefined>(bound?.keyId)
  // If there is only one, it is chosen.
  const known = addresses?.find(({ id }) => id === chosenAddress)
  const addressId = known?.id ?? onlyOne(addresses)
  const keyId = chosenKey ?? onlyOne(keys)
  const [isTicked, setConfirmed] = useState(false)
  const [isChecked, setChecked] = useState(false)
  const isChange = bound !== undefined
  const save = useChange('PUT /api/seller/products/:productId/access', touchedByLinking)
  const { hasEditions } = protocolTraits[protocol]
  const options = omitUndefined({ keyBits, ...(hasEditions && wording.said) })
  const trial = useTrial(product, {
    asked: { addressId, keyId, protocol, ...options },
    onStart: () => setChecked(true),
  })
  // A passing call ticks the box, for the settings that it was made with.
  const isConfirmed = isTicked || trial.result?.passed === true
  const onSave = () => {
    setChecked(true)
    if (!addressId || !keyId || (isChange && !isConfirmed)) return
    save.mutate(
      {
        params: { productId: product.id },
        body: { addressId, keyId, protocol, ...options, confirm: isConfirmed },
      },
      {
        onSuccess: () => {
          toast.success(texts.done)
          onClose()
        },
      },
    )
  }
  const choices = { addresses, addressId, setAddress, keys, keyId, setKey }
  const speech = { protocols, protocol, setProtocol, keyBits, setBits, wording }
  return {
    ...choices,
    ...speech,
    isChange,
    isConfirmed,
    setConfirmed,
    isChecked,
    save,
    onSave,
    trial,
  }
}

/** The addresses and keys that a protocol can use. */
function useUsable(protocol: ProductProtocol) {
  const all = { query: { limit: 100 } } as const
  const { allowsOwnQuery, keyClass } = protocolTraits[protocol]
  const approved = useRead('GET /api/seller/addresses', all).data?.items.filter(isApproved)
  const addresses = approved?.filter(({ url }) => allowsOwnQuery || !url.includes('?'))
  const allKeys = useRead('GET /api/seller/keys', all).data?.items
  const keys = allKeys?.filter(
    ({ interfaceClass, endedAt }) => interfaceClass === keyClass && endedAt === undefined,
  )
  return { addresses, keys }
}

type TrialAsk = RouteInput<'POST /api/seller/products/:productId/access/trial'>['body']

/** One call with the settings as they are chosen now; nothing is saved. */
function useTrial(
  product: SellerProduct,
  { asked, onStart }: { readonly asked: TrialAsk; readonly onStart: () => void },
) {
  const settings = JSON.stringify(asked)
  const trial = useChange('POST /api/seller/products/:productId/access/trial', [])
  const [triedWith, setTriedWith] = useState<string>()
  const onTry = () => {
    onStart()
    if (!asked.addressId || !asked.keyId) return
    setTriedWith(settings)
    trial.mutate({ params: { productId: product.id }, body: asked })
  }
  // A result is shown only for the settings that it is of.
  const shown = triedWith === settings ? trial : undefined
  return { result: shown?.data, error: shown?.error ?? null, isPending: trial.isPending, onTry }
}

/**
 * saas-v2 §11, 6 and 7: options for what the editions of V2.0 define differently, set to what the seller’s server
 * expects.
 */
function useWording({ access }: SellerProduct) {
  const [expireDigits, setDigits] = useState<ExpireDigits>(access?.expireDigits ?? 17)
  const [cancellationOrder, setOrder] = useState<CancellationOrder>(
    access?.cancellationOrder ?? 'cancellation',
  )
  return { said: { expireDigits, cancellationOrder }, setDigits, setOrder }
}

const onlyOne = (all: readonly { readonly id: string }[] | undefined): string =>
  all?.length === 1 ? (all[0]?.id ?? '') : ''

/**
 * The protocol that new servers use, unless the seller's server was built for an older one, which may need options for
 * sealed phone numbers and e-mails.
 */
function Speech({ binding }: { readonly binding: Binding }) {
  const texts = productTexts.use().binding
  const names = stateTexts.use()
  const nameOf = useChoiceName()
  const { protocols, protocol, keyBits } = binding
  return (
    <>
      <SelectField
        label={texts.protocol}
        hint={texts.protocolHints[protocol]}
        value={protocol}
        onChange={(event) =>
          binding.setProtocol(protocols.find((one) => one === event.target.value) ?? protocol)
        }
      >
        {protocols.map((one) => (
          <option key={one} value={one}>
            {nameOf(one)}
          </option>
        ))}
      </SelectField>
      {protocolTraits[protocol].hasEditions && <WordingFields {...binding.wording} />}
      {keyBits !== undefined && (
        <SelectField
          label={texts.keyBits}
          hint={texts.keyBitsHint}
          value={keyBits}
          onChange={(event) => binding.setBits(event.target.value === '128' ? 128 : 256)}
        >
          <option value={128}>{names.keyBits(128)}</option>
          <option value={256}>{names.keyBits(256)}</option>
        </SelectField>
      )}
    </>
  )
}

function WordingFields({ said, setDigits, setOrder }: ReturnType<typeof useWording>) {
  const texts = productTexts.use().binding
  return (
    <>
      <SelectField
        label={texts.expireDigits}
        hint={texts.expireDigitsHint}
        value={said.expireDigits}
        onChange={(event) => setDigits(event.target.value === '14' ? 14 : 17)}
      >
        <option value={17}>{texts.digits[17]}</option>
        <option value={14}>{texts.digits[14]}</option>
      </SelectField>
      <SelectField
        label={texts.cancellationOrder}
        hint={texts.cancellationOrderHint}
        value={said.cancellationOrder}
        onChange={(event) => setOrder(event.target.value === 'renewal' ? 'renewal' : 'cancellation')}
      >
        <option value="cancellation">{texts.orders.cancellation}</option>
        <option value="renewal">{texts.orders.renewal}</option>
      </SelectField>
    </>
  )
}

function Choices({ binding }: { readonly binding: Binding }) {
  const texts = productTexts.use().binding
  const { isChecked, addresses, addressId, keys, keyId, protocol } = binding
  const kind = stateTexts.use().interfaceClass[protocolTraits[protocol].keyClass]
  return (
    <>
      <SelectField
        name="addressId"
        label={texts.address}
        hint={addresses?.length === 0 ? <Missing text={texts.noAddress} /> : texts.addressHint}
        error={isChecked && !addressId ? texts.mustChoose : undefined}
        aria-busy={addresses === undefined}
        value={addressId}
        onChange={(event) => binding.setAddress(event.target.value)}
      >
        <option value="">{texts.choose}</option>
        {addresses?.map(({ id, url }) => (
          <option key={id} value={id}>
            {url}
          </option>
        ))}
      </SelectField>
      <SelectField
        name="keyId"
        label={texts.key}
        hint={keys?.length === 0 ? <Missing text={texts.noKey(kind)} /> : texts.keyHint(kind)}
        error={isChecked && !keyId ? texts.mustChoose : undefined}
        aria-busy={keys === undefined}
        value={keyId}
        onChange={(event) => binding.setKey(event.target.value)}
      >
        <option value="">{texts.choose}</option>
        {keys?.map(({ id, hint, name }) => (
          <option key={id} value={id}>
            {name === '' ? hint : `${name} · ${hint}`}
          </option>
        ))}
      </SelectField>
    </>
  )
}

const isApproved = ({ state }: Address): boolean => state === 'approved'

function Missing({ text }: { readonly text: string }) {
  const texts = productTexts.use().binding
  return (
    <>
      {text} <Link to="/seller/access">{texts.toAccess}</Link>
    </>
  )
}

function Trial({ binding }: { readonly binding: Binding }) {
  const texts = productTexts.use().binding.trial
  const { result, error, isPending, onTry } = binding.trial
  const { check } = useForm()
  return (
    <div className="stack">
      <p className="t13 dim">{texts.text}</p>
      <div className="row row--wrap">
        <Button
          disabled={isPending}
          onClick={() => {
            onTry()
            check()
          }}
        >
          {isPending ? texts.busy : texts.act}
        </Button>
      </div>
      <div aria-live="polite">
        {result && (
          <div className={result.passed ? 'note note--ok' : 'note note--bad'}>
            <Icon name={result.passed ? 'check' : 'alert'} />
            <p>
              {result.passed ? texts.passed(formatCount(result.durationMs)) : texts.failed}
              {result.resultCode !== undefined && (
                <>
                  {' '}
                  <span className="mono">{result.resultCode}</span>
                </>
              )}
            </p>
          </div>
        )}
        <Refusal error={error} />
      </div>
    </div>
  )
}

function Confirmation({ binding }: { readonly binding: Binding }) {
  const texts = productTexts.use().binding
  const { family } = protocolTraits[binding.protocol]
  const ofLicense = binding.protocol === 'license-code' ? texts.warningCode : texts.warningLicense
  const warning = family === 'kit' ? texts.joint.warning : family === 'license' ? ofLicense : texts.warning
  return (
    <>
      <div className="note note--warn">
        <Icon name="alert" />
        <p>{warning}</p>
      </div>
      <TickField
        name="confirm"
        label={texts.confirmChange}
        error={binding.isChecked && !binding.isConfirmed ? texts.mustConfirm : undefined}
        checked={binding.isConfirmed}
        onChange={binding.setConfirmed}
      />
    </>
  )
}
