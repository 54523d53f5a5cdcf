// Preloaded (--import) into a server started by a script: when the script dies, even by kill -9, so does the server.
// The IPC channel is the life line; it neither keeps the server alive nor is it used for anything else.
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
