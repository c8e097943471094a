import { useNavigate } from '@tanstack/react-router'
import type { Enterprise } from '@loggia/protocol/console'
import { formatCount, useText, useToast } from '@loggia/ui'
import { useState } from 'react'
import { useChange, useIdempotencyKey } from '../../centre/api.ts'
import { useFrame } from '../../centre/frame.ts'
import { DecisionDialog } from '../../centre/parts/dialog.tsx'
import { TextField } from '../../centre/parts/fields.tsx'
import { staleDirectory } from './stale.ts'
import { companyTexts } from './texts.ts'
import { useDone } from './use-done.ts'

const mostName = 255
const isName = (name: string): boolean => name !== '' && name.length <= mostName
const isCode = (code: string): boolean =>
  code.length >= 2 && code.length <= 63 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(code)

/** Creates a company, and opens it. */
export function CreateDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = companyTexts.use().create
  const toast = useToast()
  const navigate = useNavigate()
  const text = useText()
  const idempotencyKey = useIdempotencyKey()
  const buyer = useFrame().session?.buyer
  const [name, setName] = useState(buyer ? text(buyer.name) : '')
  const [code, setCode] = useState('')
  const [isChecked, setChecked] = useState(false)
  const create = useChange('POST /api/buyer/enterprises', staleDirectory)
  const body = { name: name.trim(), tenantCode: code.trim().toLowerCase() }
  const onAct = () => {
    setChecked(true)
    if (!isName(body.name) || !isCode(body.tenantCode)) return
    create.mutate(
      { body, idempotencyKey },
      {
        onSuccess: ({ id }) => {
          toast.success(texts.done)
          void navigate({ to: '/buyer/companies/$enterpriseId', params: { enterpriseId: id } })
        },
      },
    )
  }
  return (
    <DecisionDialog texts={texts} act={texts.act} change={create} onClose={onClose} onAct={onAct}>
      <TextField
        name="name"
        label={texts.name}
        hint={texts.nameHint}
        error={isChecked && !isName(body.name) ? texts.nameWrong : undefined}
        maxLength={mostName}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        name="tenantCode"
        label={texts.code}
        hint={texts.codeHint}
        error={isChecked && !isCode(body.tenantCode) ? texts.codeWrong : undefined}
        className="mono"
        maxLength={63}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <p className="t13 dim">{texts.first}</p>
    </DecisionDialog>
  )
}

type OfCompany = { readonly of: Enterprise; onClose(): void }

export function RenameDialog({ of, onClose }: OfCompany) {
  const { rename: texts, create } = companyTexts.use()
  const [name, setName] = useState(of.name)
  const [isChecked, setChecked] = useState(false)
  const change = useChange('PUT /api/buyer/enterprises/:enterpriseId', staleDirectory)
  const done = useDone(texts.done, onClose)
  const given = name.trim()
  const onAct = () => {
    setChecked(true)
    if (!isName(given)) return
    change.mutate({ params: { enterpriseId: of.id }, body: { name: given } }, done)
  }
  return (
    <DecisionDialog texts={texts} act={texts.save} change={change} onClose={onClose} onAct={onAct}>
      <TextField
        name="name"
        label={create.name}
        hint={create.nameHint}
        error={isChecked && !isName(given) ? create.nameWrong : undefined}
        maxLength={mostName}
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
    </DecisionDialog>
  )
}

/** Everybody leaves, which cannot be undone, so the name is typed. */
export function DissolveDialog({ of, onClose }: OfCompany) {
  const texts = companyTexts.use().dissolution
  const [word, setWord] = useState('')
  const [isChecked, setChecked] = useState(false)
  const change = useChange('POST /api/buyer/enterprises/:enterpriseId/dissolution', staleDirectory)
  const done = useDone(texts.done, onClose)
  const isTyped = word.trim() === of.name
  const onAct = () => {
    setChecked(true)
    if (!isTyped) return
    change.mutate({ params: { enterpriseId: of.id } }, done)
  }
  const { people, departments, groups } = of.counts
  return (
    <DecisionDialog
      danger
      texts={{ ...texts, title: texts.ask(of.name) }}
      act={texts.do}
      change={change}
      onClose={onClose}
      onAct={onAct}
    >
      <dl className="lines t13">
        {(
          [
            [texts.people, people],
            [texts.departments, departments],
            [texts.groups, groups],
          ] as const
        ).map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{formatCount(count)}</dd>
          </div>
        ))}
      </dl>
      <p className="note note--bad">{texts.text}</p>
      <p className="t13 dim">{texts.personal}</p>
      <TextField
        name="word"
        label={texts.word(of.name)}
        error={isChecked && !isTyped ? texts.wordWrong : undefined}
        autoComplete="off"
        value={word}
        onChange={(event) => setWord(event.target.value)}
      />
    </DecisionDialog>
  )
}
