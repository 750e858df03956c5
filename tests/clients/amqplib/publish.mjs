// publish.mjs URL QUEUE [CONTENT_TYPE]: publishes standard input to a queue, as any AMQP client would, and returns once
// the broker has confirmed it. Nothing is set but the content type, and that only where one is given.
import { buffer } from 'node:stream/consumers';
import amqp from 'amqplib';

const [url, queue, contentType] = process.argv.slice(2);
const connection = await amqp.connect(url);
const channel = await connection.createConfirmChannel();
await channel.checkQueue(queue); // its absence is an error here, not a message that vanishes
channel.sendToQueue(queue, await buffer(process.stdin), contentType ? { contentType } : {});
await channel.waitForConfirms();
await connection.close();
