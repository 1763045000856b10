@echo off
rem Dong lenh: khdash check so-lieu.xlsx, khdash --help
"%~dp0app\python\python.exe" -m khdash %*
