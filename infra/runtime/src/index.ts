export * from '@daqidi/errors';
export * from './clock.js';
export {
  type Config,
  ConfigError,
  type ConfigValues,
  defineConfig,
  fileVariable,
  type Setting,
  type Settings,
} from './config.js';
export { explain, Fatal } from './explain.js';
export * from './faults.js';
export * from './ids.js';
export {
  type Component,
  createLifecycle,
  type Lifecycle,
  type LifecycleOptions,
  type LifecycleState,
  type SignalSource,
} from './lifecycle.js';
export {
  createLogger,
  type LogFields,
  type Logger,
  type LoggerOptions,
  type LogLevel,
  type LogMethod,
  silentLogger,
} from './log.js';
export {
  type Counter,
  createMetrics,
  durationBuckets,
  type Gauge,
  type GaugeSpec,
  type Histogram,
  type HistogramSpec,
  type MetricSpec,
  type Metrics,
  type Registry,
} from './metrics.js';
export { untilAborted, waitFor } from './patience.js';
export { longestTokenLife, type ProcessValues, processSettings, tokenSettings } from './process-settings.js';
export { type Readiness, type ReadinessReply, readinessReply } from './readiness.js';
export { type ProcessOptions, type ProcessTools, runProcess } from './run-process.js';
export { readPem, type ServerTls, serverTls } from './server-tls.js';
export {
  addressesSetting,
  choiceSetting,
  flagSetting,
  keySetting,
  numberSetting,
  optional,
  portSetting,
  type SettingOptions,
  secretSetting,
  textSetting,
  textsSetting,
  urlSetting,
  urlsSetting,
} from './settings.js';
