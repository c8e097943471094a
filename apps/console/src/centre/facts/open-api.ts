import type { openApiFacts } from '@loggia/protocol/console/open-api/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from './teller.tsx'

export const openApiNames = defineTexts<FactNames<typeof openApiFacts>>(
  {
    'open_api_key.made': '创建接口密钥',
    'open_api_key.renamed': '重命名接口密钥',
    'open_api_key.enabled': '启用接口密钥',
    'open_api_key.disabled': '停用接口密钥',
    'open_api_key.deleted': '删除接口密钥',
    'open_api_key.locked': '接口密钥多次验签失败，来源 IP 被锁定',
  },
  {
    'open_api_key.made': 'API key created',
    'open_api_key.renamed': 'API key renamed',
    'open_api_key.enabled': 'API key enabled',
    'open_api_key.disabled': 'API key disabled',
    'open_api_key.deleted': 'API key deleted',
    'open_api_key.locked': 'Repeated signature failures with an API key, sender locked',
  },
)
