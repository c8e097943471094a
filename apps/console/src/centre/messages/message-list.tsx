import { Link } from '@tanstack/react-router'
import type { Message } from '@loggia/protocol/console'
import { EmptyArch, Time, countText, useLanguage } from '@loggia/ui'
import { Button } from 'antd'
import { useList } from '../api.ts'
import { Bar, Loaded } from '../parts/loaded.tsx'
import { Page, ZoneNote } from '../parts/page.tsx'
import { messageTexts } from '../text/messages.ts'
import { partTexts } from '../text/parts.ts'
import { sentencesOf } from './sentences.ts'

const routes = { buyer: 'GET /api/buyer/messages', seller: 'GET /api/seller/messages' } as const

/** What a party was told, newest first. */
export function MessageListPage({ area }: { readonly area: 'buyer' | 'seller' }) {
  const texts = messageTexts.use()
  const messages = useList(routes[area])
  return (
    <Page
      area={area}
      title={texts.title}
      lead={
        <>
          <span>{texts.lead[area]}</span>
          <ZoneNote />
        </>
      }
    >
      <Loaded of={{ ...messages, data: messages.items }} skeleton={<PostSkeleton />}>
        {(items) => (
          <div className="card listing">
            {items.length === 0 && <EmptyArch level={2} title={texts.empty.title} text={texts.empty.text} />}
            {items.map((message) => (
              <Post key={message.id} message={message} area={area} />
            ))}
            {messages.hasNextPage && <More of={messages} count={items.length} />}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function Post({ message, area }: { readonly message: Message; readonly area: 'buyer' | 'seller' }) {
  const texts = messageTexts.use()
  const language = useLanguage()
  const { title, texts: sentences } = sentencesOf(message, language)
  return (
    <article className="post">
      {message.read ? <span /> : <span className="post__mark" role="img" aria-label={texts.unread} />}
      <h2>{title}</h2>
      <Time at={message.at} />
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {message.subject.startsWith('ord_') && (
        <p>
          <Link to={`/${area}/orders/$orderId`} params={{ orderId: message.subject }}>
            {texts.order}
          </Link>
        </p>
      )}
    </article>
  )
}

type Pages = { readonly isFetchingNextPage: boolean; fetchNextPage(): Promise<unknown> }

function More({ of, count }: { readonly of: Pages; readonly count: number }) {
  const texts = partTexts.use()
  return (
    <div className="row between card__foot">
      <span className="t13 faint num">{texts.shown(countText(count))}</span>
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
