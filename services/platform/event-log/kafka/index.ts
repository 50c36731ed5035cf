export { KafkaAccessError } from './errors.ts';
export { kafkaAddress, kafkaSchema } from './kafka-config.ts';
export type { KafkaSettings } from './kafka-config.ts';
export { openKafkaLog } from './kafka-log.ts';
export type { KafkaLog, KafkaLogOptions } from './kafka-log.ts';
