import type { Enterprise } from '@loggia/protocol/console'
import { Button, CopyText, Time } from '@loggia/ui'
import { useId, useState } from 'react'
import { Card, Fact } from '../../centre/parts/page.tsx'
import { DissolveDialog, RenameDialog } from './company-dialogs.tsx'
import { ScimCard } from './scim-card.tsx'
import { companyTexts } from './texts.ts'
import './directory.css'

/** What is set for the whole company. */
export function SettingsTab({ of }: { readonly of: Enterprise }) {
  const [act, setAct] = useState<'rename' | 'dissolve'>()
  const close = () => setAct(undefined)
  const isActive = of.state === 'active'
  return (
    <div className="od__main dir__settings">
      <Facts of={of} onRename={isActive ? () => setAct('rename') : undefined} />
      {isActive && <ScimCard of={of} />}
      {isActive && <Dissolution onAct={() => setAct('dissolve')} />}
      {act === 'rename' && <RenameDialog of={of} onClose={close} />}
      {act === 'dissolve' && <DissolveDialog of={of} onClose={close} />}
    </div>
  )
}

function Facts({ of, onRename }: { readonly of: Enterprise; readonly onRename: (() => void) | undefined }) {
  const { settings: texts, rename, code } = companyTexts.use()
  return (
    <Card
      id={useId()}
      title={texts.facts}
      end={
        onRename && (
          <Button size="small" onClick={onRename}>
            {rename.act}
          </Button>
        )
      }
      bare
    >
      <dl className="ins">
        <Fact name={texts.name}>{of.name}</Fact>
        <Fact name={code}>
          <CopyText value={of.tenantCode} label={code} />
          <span className="t12 faint">{texts.codeNote}</span>
        </Fact>
        <Fact name={texts.tenantId}>
          <CopyText value={of.tenantId} label={texts.tenantId} />
        </Fact>
        <Fact name={texts.created}>
          <Time at={of.createdAt} currentYear={0} />
        </Fact>
        {of.dissolvedAt !== undefined && (
          <Fact name={texts.dissolved}>
            <Time at={of.dissolvedAt} currentYear={0} />
          </Fact>
        )}
      </dl>
    </Card>
  )
}

function Dissolution({ onAct }: { onAct(): void }) {
  const texts = companyTexts.use().dissolution
  return (
    <Card id={useId()} title={texts.title}>
      <div className="row between row--wrap dir__danger">
        <p className="t13 dim">{texts.text}</p>
        <Button danger onClick={onAct}>
          {texts.act}
        </Button>
      </div>
    </Card>
  )
}
