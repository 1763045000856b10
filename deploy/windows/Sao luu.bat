@echo off
rem Sao luu moi thu da ghi vao thu muc duoc chon, mac dinh %LOCALAPPDATA%\khdash-backups.
chcp 65001 >nul
set "TO=%~1"
if "%TO%"=="" set "TO=%LOCALAPPDATA%\khdash-backups"
"%~dp0app\python\python.exe" -m khdash backup "%TO%"
pause
