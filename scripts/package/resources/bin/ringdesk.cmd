@echo off
rem ringdesk import^|export^|backup^|restore^|check ...: the command line of an installed Ringdesk (docs/command-line.md).
rem A prompt does not wait for a program with windows; a batch file does, and hands on how it ended.
"%~dp0..\..\Ringdesk.exe" %*
exit /b %errorlevel%
