import { Link, useNavigate } from '@tanstack/react-router'
import { Button, CopyText, useLanguage } from '@loggia/ui'
import { useId, useState } from 'react'
import { useChange } from '../../centre/api.ts'
import { CheckedForm } from '../../centre/forms/form.tsx'
import { ActButton, Dialog, Refusal } from '../../centre/parts/dialog.tsx'
import { SelectField, TextField } from '../../centre/parts/fields.tsx'
import { AfterHydration, CardSkeleton } from '../../centre/parts/loaded.tsx'
import { Card, Page } from '../../centre/parts/page.tsx'
import { NoRight } from '../../centre/rights/no-right.tsx'
import { useMayAsk } from '../../centre/rights/rights.ts'
import { memberTexts } from '../../centre/members/texts.ts'
import { partiesTexts } from './texts.ts'
import '../operator.css'

type Kind = 'buyer' | 'seller'
const routes = { buyer: 'POST /api/operator/buyers', seller: 'POST /api/operator/sellers' } as const
const lists = { buyer: 'GET /api/operator/buyers', seller: 'GET /api/operator/sellers' } as const

/** Adds a buyer with its first member. */
export const NewBuyerPage = () => <NewPartyPage kind="buyer" />
/** Adds a seller with its first member, without an application. */
export const NewSellerPage = () => <NewPartyPage kind="seller" />

function NewPartyPage({ kind }: { readonly kind: Kind }) {
  const all = partiesTexts.use()
  const title = kind === 'buyer' ? all.add.buyerTitle : all.add.sellerTitle
  if (!useMayAsk(routes[kind], 'reviewer')) return <NoRight area="operator" title={title} />
  return (
    <Page
      area="operator"
      title={title}
      crumbs={
        kind === 'buyer' ? (
          <Link to="/operator/buyers">{all.buyers.title}</Link>
        ) : (
          <Link to="/operator/sellers">{all.sellers.title}</Link>
        )
      }
      lead={kind === 'buyer' ? all.add.buyerLead : all.add.sellerLead}
    >
      <AfterHydration skeleton={<CardSkeleton rows={6} />}>
        <Form kind={kind} />
      </AfterHydration>
    </Page>
  )
}

function Form({ kind }: { readonly kind: Kind }) {
  const texts = partiesTexts.use().add
  const { languages } = memberTexts.use().form
  const form = useForm(kind)
  const { given, set, wrong } = form
  const field = (name: 'zh' | 'en' | 'name' | 'email', label: string, hint?: string) => (
    <TextField
      name={name === 'zh' || name === 'en' ? `name.${name}` : `member.${name}`}
      label={label}
      hint={hint}
      error={wrong[name]}
      autoComplete="off"
      maxLength={name === 'email' ? 254 : 100}
      value={given[name]}
      onChange={(event) => set({ [name]: event.target.value })}
      onBlur={() => form.leave(name)}
    />
  )
  return (
    <CheckedForm className="od__main newparty" onSubmit={form.onAct}>
      <Card id={useId()} title={texts.organisation}>
        <div className="form2">
          {field('zh', texts.nameZh)}
          {field('en', texts.nameEn)}
        </div>
      </Card>
      <Card id={useId()} title={texts.person} beside={<span className="t13 faint">{texts.personNote}</span>}>
        <div className="form2">
          {field('name', texts.name)}
          {field('email', texts.email, texts.emailHint)}
          <SelectField
            label={texts.language}
            value={given.language}
            onChange={(event) => set({ language: event.target.value === 'zh-CN' ? 'zh-CN' : 'en-US' })}
          >
            <option value="zh-CN">{languages['zh-CN']}</option>
            <option value="en-US">{languages['en-US']}</option>
          </SelectField>
        </div>
      </Card>
      <Refusal error={form.error} />
      <div className="row">
        <ActButton busy={texts.busy} isBusy={form.isPending} onAct={form.onAct}>
          {texts.act}
        </ActButton>
      </div>
      {form.added && <Added kind={kind} {...form.added} name={given.name.trim()} />}
    </CheckedForm>
  )
}

type Field = 'zh' | 'en' | 'name' | 'email'
const fields: readonly Field[] = ['zh', 'en', 'name', 'email']
type Added = { readonly id: string; readonly password: string }

function useForm(kind: Kind) {
  const texts = partiesTexts.use().add
  const language = useLanguage()
  const [given, setGiven] = useState({ zh: '', en: '', name: '', email: '', language })
  const [left, setLeft] = useState<readonly Field[]>([])
  const add = useChange(routes[kind], [lists[kind]])
  const faultOf = (name: Field): string | undefined => {
    const value = given[name].trim()
    if (name === 'email') return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : texts.emailWrong
    return value === '' ? texts.nameWrong : undefined
  }
  const onAct = () => {
    setLeft(fields)
    if (fields.some((name) => faultOf(name) !== undefined)) return
    const { zh, en, name, email } = given
    add.mutate({
      body: {
        name: { zh: zh.trim(), en: en.trim() },
        member: { name: name.trim(), email: email.trim(), language: given.language },
      },
    })
  }
  return {
    given,
    set: (change: Partial<typeof given>) => setGiven({ ...given, ...change }),
    leave: (name: Field) => setLeft((before) => [...before, name]),
    wrong: Object.fromEntries(
      fields.map((name) => [name, left.includes(name) ? faultOf(name) : undefined]),
    ) as Record<Field, string | undefined>,
    onAct,
    isPending: add.isPending,
    error: add.error,
    added: addedOf(add.data),
  }
}

function addedOf(
  reply:
    | ({ readonly password?: string | undefined } & ({ buyerId: string } | { sellerId: string }))
    | undefined,
): Added | undefined {
  if (reply?.password === undefined) return undefined
  return { id: 'buyerId' in reply ? reply.buyerId : reply.sellerId, password: reply.password }
}

/** Shows the initial password once; it closes only by the button that confirms that it was saved. */
function Added({ kind, id, password, name }: Added & { readonly kind: Kind; readonly name: string }) {
  const texts = partiesTexts.use().add
  const navigate = useNavigate()
  const open = () =>
    void (kind === 'buyer'
      ? navigate({ to: '/operator/buyers/$buyerId', params: { buyerId: id } })
      : navigate({ to: '/operator/sellers/$sellerId', params: { sellerId: id } }))
  return (
    <Dialog
      title={texts.shown}
      foot={
        <Button data-keeps onClick={open}>
          {texts.close}
        </Button>
      }
    >
      <p>{texts.shownText(name)}</p>
      <div className="keyshown">
        <CopyText value={password} label={texts.password} />
      </div>
    </Dialog>
  )
}
