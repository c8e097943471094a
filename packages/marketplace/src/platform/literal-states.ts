import { PostgresQueryCompiler, PrimitiveValueListNode, ValueListNode, ValueNode } from 'kysely'
import type { BinaryOperationNode, OperationNode } from 'kysely'

/** No state has a longer name; text from users may have any length. */
const longest = 40
/** The name of a state or kind, or a flag. */
const isState = (value: unknown): boolean =>
  typeof value === 'boolean' ||
  (typeof value === 'string' && value.length <= longest && /^[a-z]+(_[a-z]+)*$/.test(value))

const toLiteral = (operand: OperationNode): OperationNode => {
  if (ValueNode.is(operand) && isState(operand.value)) return ValueNode.createImmediate(operand.value)
  if (PrimitiveValueListNode.is(operand) && operand.values.every(isState))
    return ValueListNode.create(operand.values.map((value) => ValueNode.createImmediate(value)))
  return operand
}

/**
 * Writes the states and flags of a condition into the statement as literals: a generic plan can use an index over some
 * states (`where state = 'sending'`) only if the statement itself names the state.
 */
export class LiteralStatesCompiler extends PostgresQueryCompiler {
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    super.visitBinaryOperation({ ...node, rightOperand: toLiteral(node.rightOperand) })
  }
}
