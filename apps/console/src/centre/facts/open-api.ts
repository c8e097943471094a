import type { openApiFacts } from '@loggia/protocol/console/open-api/facts'
import { defineTexts } from '@loggia/ui'
import type { FactNames } from './teller.tsx'

export const openApiNames = defineTexts<FactNames<typeof openApiFacts>>(
  {
    'open_api_key.made': '新建接口密钥',
    'open_api_key.renamed': '接口密钥改名',
    'open_api_key.enabled': '启用接口密钥',
    'open_api_key.disabled': '停用接口密钥',
    'open_api_key.deleted': '删除接口密钥',
    'open_api_key.locked': '接口密钥因连续验签失败被锁定',
  },
  {
    'open_api_key.made': 'API key made',
    'open_api_key.renamed': 'API key renamed',
    'open_api_key.enabled': 'API key enabled',
    'open_api_key.disabled': 'API key disabled',
    'open_api_key.deleted': 'API key deleted',
    'open_api_key.locked': 'API key locked: too many signatures did not fit',
  },
)
