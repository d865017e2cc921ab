@echo off
setlocal
chcp 936 >nul
title govtext
set GOVTEXT_LANG=zh
if not exist "%~dp0python\python.exe" goto packed
"%~dp0python\python.exe" -X utf8 -m govtext app %*
set CODE=%ERRORLEVEL%
if "%CODE%"=="0" exit /b 0
if "%CODE%"=="130" exit /b 0
echo.
echo 没有正常结束，原因见上面的文字。
pause
exit /b %CODE%

:packed
echo 找不到 Python 文件夹。请先把压缩包全部解压，再双击解压后的“打开.bat”。
pause
exit /b 1
