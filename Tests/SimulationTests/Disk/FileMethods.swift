import GRDBSQLite

/// The table of functions that SQLite calls for an open file. All but writing and flushing go
/// straight to the real file; mapped memory (version 3) is left out, so that every read is a read.
nonisolated(unsafe) let simulatedMethods: UnsafeMutablePointer<sqlite3_io_methods> = {
    let table = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    var methods = sqlite3_io_methods()
    methods.iVersion = 2
    methods.xClose = { OpenFile.close($0) }
    methods.xWrite = { OpenFile.write($0, $1, $2, $3) }
    methods.xTruncate = { OpenFile.truncate($0, $1) }
    methods.xSync = { OpenFile.flush($0, $1) }
    methods.xRead = { file, buffer, count, offset in
        OpenFile.methods(file).xRead?(OpenFile.real(file), buffer, count, offset) ?? SQLITE_IOERR
    }
    methods.xFileSize = { OpenFile.methods($0).xFileSize?(OpenFile.real($0), $1) ?? SQLITE_IOERR }
    methods.xFileControl = {
        OpenFile.methods($0).xFileControl?(OpenFile.real($0), $1, $2) ?? SQLITE_NOTFOUND
    }
    methods.xSectorSize = { OpenFile.methods($0).xSectorSize?(OpenFile.real($0)) ?? 4096 }
    methods.xDeviceCharacteristics = {
        OpenFile.methods($0).xDeviceCharacteristics?(OpenFile.real($0)) ?? 0
    }
    addLocks(&methods)
    table.initialize(to: methods)
    return table
}()

private func addLocks(_ methods: inout sqlite3_io_methods) {
    methods.xLock = { OpenFile.methods($0).xLock?(OpenFile.real($0), $1) ?? SQLITE_IOERR }
    methods.xUnlock = { OpenFile.methods($0).xUnlock?(OpenFile.real($0), $1) ?? SQLITE_IOERR }
    methods.xCheckReservedLock = {
        OpenFile.methods($0).xCheckReservedLock?(OpenFile.real($0), $1) ?? SQLITE_IOERR
    }
    methods.xShmMap = {
        OpenFile.methods($0).xShmMap?(OpenFile.real($0), $1, $2, $3, $4) ?? SQLITE_IOERR
    }
    methods.xShmLock = {
        OpenFile.methods($0).xShmLock?(OpenFile.real($0), $1, $2, $3) ?? SQLITE_IOERR
    }
    methods.xShmBarrier = { OpenFile.methods($0).xShmBarrier?(OpenFile.real($0)) }
    methods.xShmUnmap = {
        OpenFile.methods($0).xShmUnmap?(OpenFile.real($0), $1) ?? SQLITE_IOERR
    }
}
