@echo off
rem Explorer writes a path with ^& and without blanks unquoted, which ends the command: the whole
rem line is handed on, and exit keeps cmd from running what stands behind the sign.
setlocal EnableDelayedExpansion
set "GOVTEXT_LINE=!CMDCMDLINE!"
setlocal DisableDelayedExpansion
chcp 936 >nul
title govtext
set GOVTEXT_LANG=zh
if not exist "%~dp0python\python.exe" goto packed
"%~dp0python\python.exe" -X utf8 "%~dp0python\dropped.py" "%~nx0" "_表格.xlsx" %*
set CODE=%ERRORLEVEL%
if "%CODE%"=="0" exit 0
echo.
if "%CODE%"=="9" goto usage
echo 没有全部完成，原因见上面的文字。
pause
exit %CODE%

:usage
echo 请把文件或文件夹拖到“转成表格.bat”的图标上，表格会写在它的旁边。
pause
exit 9

:packed
echo 找不到 Python 文件夹。请先把压缩包全部解压，再把文件或文件夹拖到解压后的“转成表格.bat”上。
pause
exit 1
