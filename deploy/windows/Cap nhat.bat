@echo off
rem Chay trong thu muc cua ban MOI: keo tha thu muc cua ban dang dung vao cua so nay.
chcp 65001 >nul
set "OLD=%~1"
if "%OLD%"=="" set /p "OLD=Thu muc cua ban dang dung: "
"%~dp0app\python\python.exe" -m khdash upgrade "%OLD%" --new "%~dp0."
pause
