// Creates every table of every emitted template in DynamoDB Local and compares what is there with what was declared.
//
//   dynamodb.mjs DIRECTORY

import { isDeepStrictEqual } from 'node:util';
import { Stack } from './engine/cloudformation.mjs';
import { DynamoDbLocal } from './engine/dynamodb-local.mjs';
import { run } from './engine/report.mjs';
import { NOT_JUDGED, tryTables } from './engine/tables.mjs';
import { find, read, shown } from './engine/templates.mjs';

const printed = (value) => JSON.stringify(value, null, 2);

async function judge(report, engine, file) {
  const tables = new Stack(read(file)).resources('AWS::DynamoDB::Table');
  if (tables.length === 0) report.note(`${shown(file)} has no table`);
  for (const { id, error, promised, found } of await tryTables(engine, tables)) {
    const what = `${shown(file)} ${id}`;
    if (error) report.fail(what, `${error.name}: ${error.message}`);
    else if (isDeepStrictEqual(promised, found)) report.pass(what);
    else report.fail(what, `declared ${printed(promised)}\ncreated ${printed(found)}`);
  }
  const unseen = NOT_JUDGED.filter((name) => tables.some(({ properties }) => name in properties));
  if (unseen.length > 0) report.note(`not judged, DynamoDB Local has no such call: ${unseen.join(', ')}`);
}

await run('dynamodb', async (report, [directory]) => {
  const files = find(directory, 'template.yml');
  const engine = await DynamoDbLocal.start();
  try {
    console.log(`DynamoDB Local ${DynamoDbLocal.version()}`);
    for (const file of files) await judge(report, engine, file);
  } finally {
    await engine.stop();
  }
});
