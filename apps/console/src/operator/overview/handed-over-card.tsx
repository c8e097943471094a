import type { ToDo } from '@loggia/protocol/console'
import { formatCount } from '@loggia/ui'
import { useId } from 'react'
import { Rows } from '../../centre/parts/listing.tsx'
import type { Column } from '../../centre/parts/listing.tsx'
import { Card } from '../../centre/parts/page.tsx'
import { useQueues } from './queues-card.tsx'
import { useToDoColumns } from './to-do-card.tsx'
import { toDoTexts } from './to-do-texts.ts'

/** What other operators handed over to the reader; nothing if they handed over nothing. */
export function HandedOverCard() {
  const texts = toDoTexts.use().handedOver
  const { what, due, acts } = useToDoColumns()
  const id = useId()
  const items = useQueues().data?.handedOver ?? []
  const from: Column<ToDo> = {
    key: 'from',
    title: texts.from,
    render: ({ handedBy }) => handedBy?.name,
  }
  if (items.length === 0) return null
  return (
    <Card
      id={id}
      title={texts.title}
      beside={
        <>
          <span className="tag num">{formatCount(items.length)}</span>
          <span className="t13 faint">{texts.lead}</span>
        </>
      }
      bare
    >
      <Rows
        items={items}
        columns={[...what, from, due, acts]}
        rowKey={({ kind, id: of }) => `${kind} ${of}`}
      />
    </Card>
  )
}
