import { Link } from '@tanstack/react-router'
import type { Message } from '@loggia/protocol/console'
import { Button, EmptyArch, Time, formatCount, useLanguage, useZone } from '@loggia/ui'
import { useChange } from '../api.ts'
import { useArea } from '../frame.ts'
import type { Area } from '../frame.ts'
import { Bar, Loaded } from '../parts/loaded.tsx'
import { Lead, Page } from '../parts/page.tsx'
import { messageTexts } from './texts.ts'
import { partTexts } from '../parts/texts.ts'
import { MailSettings } from './mail-settings.tsx'
import { listMessageLinks } from './links.ts'
import type { MessageLink } from './reader.ts'
import { describeMessage } from './sentences.ts'
import { messageLists, useMessages } from './use-messages.ts'

const readOne = {
  buyer: 'POST /api/buyer/messages/:messageId/read',
  seller: 'POST /api/seller/messages/:messageId/read',
  operator: 'POST /api/operator/messages/:messageId/read',
} as const
const readAll = {
  buyer: 'POST /api/buyer/messages/read',
  seller: 'POST /api/seller/messages/read',
  operator: 'POST /api/operator/messages/read',
} as const

/** The messages to a party, newest first, and which of them are also sent as emails. */
export function MessagesPage() {
  const area = useArea()
  const texts = messageTexts.use()
  const messages = useMessages(area)
  const newest = messages.items?.[0]
  const unread = messages.data?.pages[0]?.unread ?? 0
  return (
    <Page
      area={area}
      narrow
      title={texts.title}
      lead={<Lead>{texts.lead[area]}</Lead>}
      actions={newest && unread > 0 && <ReadAll area={area} upTo={newest.id} />}
    >
      <div className="od">
        <div className="od__main">
          <Loaded of={{ ...messages, data: messages.items }} skeleton={<PostSkeleton />}>
            {(items) => (
              <div className="card listing">
                {items.length === 0 && (
                  <EmptyArch level={2} title={texts.empty.title} text={texts.empty.text} />
                )}
                {items.map((message) => (
                  <Post key={message.id} message={message} area={area} />
                ))}
                {messages.hasNextPage && <More of={messages} count={items.length} />}
              </div>
            )}
          </Loaded>
        </div>
        {/* On a narrow screen it is below a list of any length; shown earlier, it would jump. */}
        {messages.isFetched && (
          <aside className="od__side">
            <MailSettings area={area} />
          </aside>
        )}
      </div>
    </Page>
  )
}

/** Marks everything up to the newest shown message as read; later ones stay unread. */
function ReadAll({ area, upTo }: { readonly area: Area; readonly upTo: string }) {
  const texts = messageTexts.use()
  const read = useChange<(typeof readAll)[Area]>(readAll[area], [messageLists[area]])
  return (
    <Button disabled={read.isPending} onClick={() => read.mutate({ body: { upTo } })}>
      {texts.markAllRead}
    </Button>
  )
}

type PostProps = { readonly message: Message; readonly area: Area }

/** A message counts as read when one of its links is followed, or when the reader marks it. */
function Post({ message, area }: PostProps) {
  const texts = messageTexts.use()
  const reader = { language: useLanguage(), zone: useZone(), area }
  const read = useChange<(typeof readOne)[Area]>(readOne[area], [messageLists[area]])
  const { title, texts: sentences } = describeMessage(message, reader)
  const onRead = () => {
    if (!message.read) read.mutate({ params: { messageId: message.id } })
  }
  return (
    <article className="post">
      {message.read ? <span /> : <span className="post__mark" role="img" aria-label={texts.unread} />}
      <h2>{title}</h2>
      <Time at={message.at} />
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p className="post__acts">
        {listMessageLinks(message, reader).map((link) => (
          <PostLink key={link.name} of={link} onOpen={onRead} />
        ))}
        {!message.read && (
          <button
            className="link"
            type="button"
            disabled={read.isPending}
            aria-label={texts.markReadOf(title)}
            onClick={onRead}
          >
            {texts.markRead}
          </button>
        )}
      </p>
    </article>
  )
}

function PostLink({ of: { name, page }, onOpen }: { readonly of: MessageLink; onOpen(): void }) {
  if (typeof page === 'string') return <a href={page}>{name}</a>
  return (
    <Link {...page} onClick={onOpen}>
      {name}
    </Link>
  )
}

type Pages = { readonly isFetchingNextPage: boolean; fetchNextPage(): Promise<unknown> }

function More({ of, count }: { readonly of: Pages; readonly count: number }) {
  const texts = partTexts.use()
  return (
    <div className="row between card__foot">
      <span className="t13 faint num">{texts.shown(formatCount(count))}</span>
      <Button disabled={of.isFetchingNextPage} onClick={() => void of.fetchNextPage()}>
        {of.isFetchingNextPage ? texts.loadingMore : texts.more}
      </Button>
    </div>
  )
}

const PostSkeleton = () => (
  <div className="card">
    {[0, 1, 2].map((row) => (
      <div className="post" key={row}>
        <span />
        <Bar width="40%" height={14} />
        <Bar width={96} />
      </div>
    ))}
  </div>
)
