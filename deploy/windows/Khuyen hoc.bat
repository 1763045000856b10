@echo off
rem Dung kho neu can, chay ung dung va mo trinh duyet. Dong cua so nay la dung.
chcp 65001 >nul
"%~dp0app\python\python.exe" -m khdash run %*
if errorlevel 1 pause
