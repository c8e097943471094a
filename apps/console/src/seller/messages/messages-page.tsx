import { MessageListPage } from '../../centre/messages/message-list.tsx'

export const MessagesPage = () => <MessageListPage area="seller" />
