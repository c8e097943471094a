import { Button } from '@loggia/ui'
import type { ReactNode } from 'react'
import { FindField } from '../../centre/parts/find-field.tsx'
import { CardSkeleton, Loaded } from '../../centre/parts/loaded.tsx'
import './directory.css'

type Found<Item> = Omit<Parameters<typeof Loaded<readonly Item[]>>[0]['of'], 'data'> & {
  readonly items: readonly Item[] | undefined
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  fetchNextPage(): Promise<unknown>
}

/** The choices of a field that are looked for by a word, and shown a page after the other. */
export function FoundChoices<Item>(props: {
  readonly texts: { readonly find: string; readonly more: string }
  readonly found: Found<Item>
  readonly q: string | undefined
  readonly none: string
  onFind(q: string | undefined): void
  readonly children: (item: Item) => ReactNode
}) {
  const { texts, found } = props
  return (
    <div className="dfield__choice">
      <div className="dir__find">
        <FindField
          label={texts.find}
          hint={texts.find}
          isCode={false}
          maxLength={100}
          value={props.q}
          onFind={props.onFind}
        />
      </div>
      <Loaded of={{ ...found, data: found.items }} skeleton={<CardSkeleton rows={3} />}>
        {(items) => (
          <div className="dfield__tree dfield__radios">
            {items.length === 0 && <p className="t13 dim">{props.none}</p>}
            {items.map((item) => props.children(item))}
            {found.hasNextPage && (
              <Button
                size="small"
                disabled={found.isFetchingNextPage}
                onClick={() => void found.fetchNextPage()}
              >
                {texts.more}
              </Button>
            )}
          </div>
        )}
      </Loaded>
    </div>
  )
}
